"""The command `chapter4`, as `python -m chapter4`."""

import sys

from chapter4.check.command_line import main

sys.exit(main())
