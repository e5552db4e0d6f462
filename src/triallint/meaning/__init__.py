"""What figures mean together: what a row is about, and which rows speak of the same. Pure."""
