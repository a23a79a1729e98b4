import assert from 'node:assert/strict';
import { installCommand } from '../../../../src/capture/installCommand.ts';
import { missingPermission } from '../../../../src/capture/perf/findPerf.ts';

describe('A perf that is missing', () => {
  it('is mended by the command of the system', () => {
    const others = { debian: 'linux-perf', ubuntu: 'linux-tools-6' };
    const command = (osRelease: string) => installCommand('perf', others, osRelease);
    assert.equal(command('NAME="Debian"\nID=debian\n'), 'sudo apt-get install linux-perf');
    assert.equal(command('ID=linuxmint\nID_LIKE="ubuntu debian"\n'), 'sudo apt-get install linux-tools-6');
    assert.equal(command('ID="rocky"\nID_LIKE="rhel centos fedora"\n'), 'sudo dnf install perf');
    assert.equal(command('ID=arch\n'), 'sudo pacman -S perf');
    assert.equal(command('ID="opensuse-leap"\nID_LIKE="suse opensuse"\n'), 'sudo zypper install perf');
  });

  it('is told from one that is not permitted', () => {
    const said = 'Error:\nNo permission to enable cpu-clock:u event.\n';
    const high = missingPermission({ paranoid: 4, inContainer: true, said });
    assert.equal(high.mend, 'sudo sysctl kernel.perf_event_paranoid=1');
    assert.match(high.reason, /perf_event_paranoid is 4/);
    assert.match(missingPermission({ paranoid: 2, inContainer: true, said }).mend, /--cap-add PERFMON/);
    const none = {
      paranoid: 2,
      inContainer: true,
      said: 'The sys_perf_event_open() syscall returned with 38 (Function not implemented)',
    };
    assert.match(missingPermission(none).reason, /has no performance events/);
    assert.match(missingPermission(none).mend, /valgrind$/);
    assert.match(missingPermission({ paranoid: 2, inContainer: false, said }).reason, /No permission to enable/);
  });
});
