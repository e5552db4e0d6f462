"""Other people's sheets and registry records as the tables, every cell with the place that it came from."""
