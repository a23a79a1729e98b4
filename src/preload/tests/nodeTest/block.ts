/** What a test, a suite or a hook does: with a context and, where it takes one, a callback. */
export type Body = (context: object, done?: (error?: unknown) => void) => unknown;

export interface BlockOptions {
  readonly skip?: boolean | string | undefined;
  readonly todo?: boolean | string | undefined;
  readonly only?: boolean | undefined;
}

export interface Declaration {
  readonly title: string;
  readonly options: BlockOptions;
  readonly body: Body;
}

export type HookName = 'before' | 'after' | 'beforeEach' | 'afterEach';

/** A test or a suite, and what has been declared in it. */
export class Block implements Declaration {
  readonly kind: 'test' | 'suite';
  readonly title: string;
  readonly options: BlockOptions;
  readonly body: Body;
  readonly parent: Block | undefined;
  readonly hooks: Readonly<Record<HookName, Body[]>> = { before: [], after: [], beforeEach: [], afterEach: [] };
  /** Of a suite. Subtests are declared anew whenever their test runs. */
  readonly children: Block[] = [];
  /** When the body of a suite has declared all of them. */
  collected: Promise<void> = Promise.resolve();

  constructor(kind: Block['kind'], { title, options, body }: Declaration, parent?: Block) {
    this.kind = kind;
    this.title = title;
    this.options = options;
    this.body = body;
    this.parent = parent;
  }

  /** What the body and the hooks of a suite get. */
  get context(): object {
    return { name: this.title, fullName: this.fullName };
  }

  get fullName(): string {
    return this.titles().join(' > ');
  }

  /** From the outermost on; that of a file is empty. */
  titles(): readonly string[] {
    return this.chain().flatMap(({ title }) => (title === '' ? [] : [title]));
  }

  /** The blocks around it and itself, the outermost first. */
  chain(): readonly Block[] {
    return [...(this.parent?.chain() ?? []), this];
  }
}

/** Runs it and waits for it, in whichever style it was written. */
export async function runBody(body: Body, context: object): Promise<void> {
  if (body.length < 2) {
    await body.call(context, context);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    body.call(context, context, (error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('its callback got an error'));
    });
  });
}
