"""A mirror of PubMed on this machine: built from NLM's own files, asked without a request."""
