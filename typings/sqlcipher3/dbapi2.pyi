# sqlcipher3 is the standard library’s sqlite3 with another engine.
from sqlite3 import *
