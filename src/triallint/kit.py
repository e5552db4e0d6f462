"""All that a check may import: the rows, the arithmetic, and the words for what it finds."""

from .arithmetic import *
from .checkfile import NOT_APPLICABLE as NOT_APPLICABLE
from .checkfile import ROUNDED as ROUNDED
from .checkfile import Problems as Problems
from .checkfile import Verdict as Verdict
from .checkfile import check as check
from .conventions import *
from .model import *
from .quantities import *
from .tables import *
from .vocabulary import *
