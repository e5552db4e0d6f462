"""Great Expectations: the corpus suites, and checks as expectations of a plain project."""
