// `nodeTest` for those that import it.
import { createRequire } from 'node:module';

const nodeTest = createRequire(import.meta.url)('./nodeTest.cjs') as Record<string, unknown>;

export default nodeTest;
export const {
  after,
  afterEach,
  assert,
  before,
  beforeEach,
  describe,
  getTestContext,
  it,
  mock,
  run,
  snapshot,
  suite,
  test,
} = nodeTest;
