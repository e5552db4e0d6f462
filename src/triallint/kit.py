"""All that a check may import: the rows, the arithmetic, and the words for what it finds."""

from .arithmetic import *
from .checkfile import NOT_APPLICABLE as NOT_APPLICABLE
from .checkfile import ROUNDED as ROUNDED
from .checkfile import Problems as Problems
from .checkfile import Verdict as Verdict
from .checkfile import check as check
from .conventions import *
from .kin import *
from .model import *
from .pvalues import *
from .quantities import *
from .slips import *
from .survivals import *
from .tables import *
from .vocabulary import *
