"""Settings, one file per concern. Every value that differs between places comes from the
environment."""

from config.settings.accounts import *
from config.settings.admin import *
from config.settings.api import *
from config.settings.applications import *
from config.settings.database import *
from config.settings.environment import *
from config.settings.files import *
from config.settings.logs import *
from config.settings.mail import *
from config.settings.networks import *
from config.settings.queue import *
from config.settings.scoring import *
from config.settings.security import *
from config.settings.trust import *
