"""All that a check may import: the rows, the arithmetic, and the words for what it finds."""

from .arithmetic import *
from .beside import *
from .checkfile import NOT_APPLICABLE as NOT_APPLICABLE
from .checkfile import ROUNDED as ROUNDED
from .checkfile import Problems as Problems
from .checkfile import Verdict as Verdict
from .checkfile import check as check
from .conventions import *
from .conventions.levels import sides_of as sides_of
from .identified import *
from .kin import *
from .model import *
from .participants import *
from .printings import *
from .pvalues import *
from .quantities import *
from .slips import *
from .summaries import *
from .survivals import *
from .tables import *
from .twoarms import *
from .vocabulary import *
