import type { Sample } from 'pprof-format';
import type { ProfileBuilder } from '../../model/builder.ts';

/** Threads are numbered in 16 bits. */
const mostThreads = 2 ** 16 - 1;

/** Threads by the labels of samples: pprof has no place for them, and writers do not agree on names. */
export class SampleThreads {
  private readonly ids = new Map<string, number>();
  private readonly builder: ProfileBuilder;
  private readonly text: (index: number | bigint) => string;

  constructor(builder: ProfileBuilder, text: (index: number | bigint) => string) {
    this.builder = builder;
    this.text = text;
  }

  of({ label }: Sample): number {
    const thread = { name: '', pid: 0, tid: 0 };
    for (const { key, str, num } of label) {
      const value = this.text(str);
      switch (this.text(key).replace(/[ -]/g, '_')) {
        case 'thread':
        case 'thread_name':
          thread.name = value;
          break;
        case 'pid':
        case 'process_id':
          thread.pid = wholeOf(num, value);
          break;
        case 'tid':
        case 'thread_id':
          thread.tid = wholeOf(num, value);
          break;
      }
    }
    const key = `${thread.pid} ${thread.tid} ${thread.name}`;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.ids.size < mostThreads ? this.builder.thread(thread) : 0;
      this.ids.set(key, id);
    }
    return id;
  }
}

function wholeOf(num: number | bigint, text: string): number {
  const value = text === '' ? Number(num) : Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
