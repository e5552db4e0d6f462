"""Numeric cases from papers and from other tools' tests, written as the tables a curator would keep."""
