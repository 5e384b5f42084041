# A program that follows setting.py without Retune's library, as small as it can be: it imports the module anew before each
# line. Run it with Worker > Run Program: python3 loop.py, then edit setting.py, save, and watch the next line.
#
# Unlike a program with the library it executes setting.py, pays for each reload whether or not anything changed, may read
# a file that is half written, and keeps keys that were removed.
import importlib
import sys
import time
import traceback

sys.dont_write_bytecode = True  # with a cache, an edit of the same size within a second would be missed for good

import setting

while True:
    try:
        importlib.reload(setting)
        print(setting.redis, flush=True)
    except Exception:
        traceback.print_exc()
    time.sleep(1)
