#!/bin/sh
# In the place of the grammar compiler in the Debian where it does not run: hands out what build.sh had
# it write.
# usage: copy_grammar.sh GRAMMAR FOLDER
set -eu
cp -u --preserve=timestamps "$(dirname "$0")/../../build/wasm/grammar"/* "$2/"
