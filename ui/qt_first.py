"""Imports Qt's binding and nothing with it. To be imported before anything else that needs Qt.

The binding puts itself in the place of `__import__`, and from then on reads the source of every module that
is imported, to know where `from __feature__ import …` may count. Nothing here says that, and all that source
would stay in memory: 3.5 MB of it. Nor may anything say `from PySide6.… import *`: the binding sees to that, too.
"""

import builtins

_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _import
