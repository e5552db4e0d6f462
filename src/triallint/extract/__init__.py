"""Documents into tables: the characters of a trial report become placed rows."""
