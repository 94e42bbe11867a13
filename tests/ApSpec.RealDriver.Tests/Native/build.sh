#!/bin/sh
# Builds bugs.so (the shim's runtime and a driver full of bugs) and its test into a directory, and runs the test:
#   build.sh DIRECTORY [--measure]        CC, EXTRA (further flags, e.g. -DAPX_UCONTEXT) and RUN from the
# environment: CC=s390x-linux-gnu-gcc RUN="qemu-s390x -L /usr/s390x-linux-gnu" build.sh DIRECTORY
set -eu
here=$(cd "$(dirname "$0")" && pwd)
shim=${SHIM:-$here/../../../src/ApSpec.RealDriver/Shim}
out=$1
cc=${CC:-gcc}
flags="-std=gnu11 -O2 -g -fPIC -fvisibility=hidden -fno-strict-aliasing -ffreestanding -w -I$shim ${EXTRA:-}"
checks="-fsanitize=kernel-address --param asan-instrumentation-with-call-threshold=0 --param asan-stack=0 --param asan-globals=0"
races="-fsanitize=thread --param tsan-distinguish-volatile=1 --param tsan-instrument-func-entry-exit=0"
blocks="-fsanitize-coverage=trace-pc"
mkdir -p "$out"
for part in alloc arena block check fault image lines lock low path points race signal stack task tsan work; do
	$cc $flags -c "$shim/$part.c" -o "$out/$part.o"
done
$cc $flags -c "$here/unchecked.c" -o "$out/unchecked.o"
$cc -std=gnu11 -O2 -Wall ${EXTRA:-} -I"$shim" "$here/runtime_test.c" -o "$out/runtime_test" -ldl
$cc $flags $checks $blocks -c "$here/bugs.c" -o "$out/bugs.o"
$cc -shared -Wl,-Bsymbolic,-z,defs "$out"/*.o -lc -o "$out/bugs.so"
${RUN:-} "$out/runtime_test" "$out/bugs.so" ${2:-}
$cc $flags $races $blocks -c "$here/bugs.c" -o "$out/bugs.o"
$cc -shared -Wl,-Bsymbolic "$out"/*.o -lc -o "$out/bugs-race.so"
${RUN:-} "$out/runtime_test" "$out/bugs-race.so" ${2:-}
