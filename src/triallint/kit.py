"""All that a check may import: the rows, the arithmetic, and the words for what it finds."""

from .arithmetic import *
from .checkfile import NOT_APPLICABLE as NOT_APPLICABLE
from .checkfile import ROUNDED as ROUNDED
from .checkfile import Problems as Problems
from .checkfile import Verdict as Verdict
from .checkfile import check as check
from .comparing import *
from .conventions import *
from .conventions.levels import sides_of as sides_of
from .crosscheck import Answers as Answers
from .meaning.agreement import *
from .meaning.beside import *
from .meaning.cited import *
from .meaning.databanks import *
from .meaning.identified import *
from .meaning.intext import *
from .meaning.kin import *
from .meaning.likeness import *
from .meaning.participants import *
from .meaning.printings import *
from .meaning.pvalues import *
from .meaning.quantities import *
from .meaning.reconciled import *
from .meaning.reread import *
from .meaning.scaling import *
from .meaning.shortened import *
from .meaning.slips import *
from .meaning.standing import *
from .meaning.stated import *
from .meaning.summaries import *
from .meaning.survivals import *
from .meaning.told import *
from .meaning.twoarms import *
from .meaning.works import *
from .model import *
from .sources import Sources as Sources
from .tables import *
from .vocabulary import *
