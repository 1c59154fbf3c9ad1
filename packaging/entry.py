"""What the frozen program runs first."""

import sys

from nfstudio.__main__ import main

sys.exit(main())
