// The compiler and the profilers of native programs, installed on Debian where they are missing.
import { aptInstall } from './aptInstall.mjs';

/** Throws one sentence on what to install. */
export function installNativeTools() {
  aptInstall({
    perf: 'linux-perf',
    valgrind: 'valgrind',
    heaptrack: 'heaptrack',
    'g++': 'g++',
    addr2line: 'binutils',
    make: 'make',
    cmake: 'cmake',
  });
}

/** Compilers of other languages than C and C++, and Python. */
export function installLanguages() {
  aptInstall({ rustc: 'rustc', cargo: 'cargo', go: 'golang-go', python3: 'python3' });
}
