"""The nightly job: two nights through the stand-in, the history, and the workflow's own steps."""
