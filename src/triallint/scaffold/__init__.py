"""Ready files to begin with: dataset folders, templates, new checks, and the tables in words."""

from .dataset import init
from .describe import describe_tables, table_schema
from .newcheck import new_check
from .templates import write_templates

__all__ = ["describe_tables", "init", "new_check", "table_schema", "write_templates"]
