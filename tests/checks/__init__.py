"""What the pages of checks cannot say: the words of their findings."""
