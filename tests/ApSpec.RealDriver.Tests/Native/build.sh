#!/bin/sh
# Builds bugs.so (the shim's runtime and a driver full of bugs) and its test into a directory, and runs the test:
#   build.sh DIRECTORY [--measure]        CC and EXTRA (further flags, e.g. -DAPX_UCONTEXT) from the environment
set -eu
here=$(cd "$(dirname "$0")" && pwd)
shim=$here/../../../src/ApSpec.RealDriver/Shim
out=$1
cc=${CC:-gcc}
flags="-std=gnu11 -O2 -g -fPIC -fvisibility=hidden -fno-strict-aliasing -ffreestanding -w -I$shim ${EXTRA:-}"
checks="-fsanitize=kernel-address --param asan-instrumentation-with-call-threshold=0 --param asan-stack=0 --param asan-globals=0 -fsanitize-coverage=trace-pc"
mkdir -p "$out"
for part in alloc check stack task lock work fault signal image block; do
	$cc $flags -c "$shim/$part.c" -o "$out/$part.o"
done
$cc $flags -c "$here/unchecked.c" -o "$out/unchecked.o"
$cc $flags $checks -c "$here/bugs.c" -o "$out/bugs.o"
$cc -shared -Wl,-Bsymbolic "$out"/*.o -o "$out/bugs.so"
$cc -std=gnu11 -O2 -Wall -I"$shim" "$here/runtime_test.c" -o "$out/runtime_test" -ldl
exec ${RUN:-} "$out/runtime_test" "$out/bugs.so" ${2:-}
