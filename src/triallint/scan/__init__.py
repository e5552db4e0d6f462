"""The same extraction and checks at the size of the field: files in, findings of abstracts' figures out."""
