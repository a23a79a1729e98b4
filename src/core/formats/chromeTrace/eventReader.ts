import { HeatlineError } from '../../model/heatlineError.ts';
import type { Input } from '../format.ts';
import { headOf, stringOf } from '../json.ts';
import { JsonKeys } from '../jsonKeys.ts';
import { JsonReader } from '../jsonReader.ts';
import { readChunk } from './profileChunk.ts';
import { emptyEvent, type TraceFile } from './traceFile.ts';

const eventKeys = ['name', 'ph', 'ts', 'dur', 'pid', 'tid', 'id', 'args'] as const;
const argumentKeys = ['data', 'name', 'detail'] as const;
const keysOfFile = new JsonKeys(['traceEvents']);
const keysOfEvent = new JsonKeys(eventKeys);
const keysOfArguments = new JsonKeys(argumentKeys);

/** Reads the events of a file once, one after the other. */
export class EventReader {
  /** Events that were read. */
  count = 0;
  isWhole = true;
  private readonly input: Input;
  private readonly json: JsonReader;
  private readonly file: TraceFile;
  private readonly decoder = new TextDecoder();
  /** Its keys come in any order, so that what it is shows only when all of it was read. */
  private event = emptyEvent();

  constructor(input: Input, file: TraceFile) {
    this.input = input;
    this.json = new JsonReader(input);
    this.file = file;
  }

  /**
   * Traces are written while the program runs, so that they may end anywhere.
   * @throws HeatlineError when not even one event is whole.
   */
  readAll(): void {
    const { json } = this;
    const isList = headOf(this.input).trimStart().startsWith('[');
    try {
      json.file(() => {
        if (isList) this.readEvents();
        else json.object(keysOfFile, this.readEvents);
      });
    } catch (error) {
      if (this.count === 0 || !(error instanceof HeatlineError)) throw error;
      this.isWhole = false;
    }
  }

  private readonly readEvents = (): void => {
    this.json.array(() => {
      this.event = emptyEvent();
      if (this.json.object(keysOfEvent, this.readKey)) this.file.add(this.event);
      this.count++;
    });
  };

  private readonly readKey = (key: number): void => {
    const { event, json } = this;
    switch (eventKeys[key]) {
      case 'name':
        event.name = this.text();
        break;
      case 'ph':
        event.phase = json.stringBytes()?.[0] ?? 0;
        break;
      case 'ts':
        event.ts = json.number();
        break;
      case 'dur':
        event.dur = json.number();
        break;
      case 'pid':
        event.pid = wholeOf(json.number());
        break;
      case 'tid':
        event.tid = wholeOf(json.number());
        break;
      case 'id':
        event.id = String(json.value());
        break;
      default:
        json.object(keysOfArguments, this.readArgument);
    }
  };

  private readonly readArgument = (key: number): void => {
    const { event, json } = this;
    switch (argumentKeys[key]) {
      case 'name':
        event.named = this.text();
        break;
      case 'detail':
        event.detail = this.text();
        break;
      default:
        event.chunk = readChunk(json, this.file.frames);
    }
  };

  private text(): string {
    const bytes = this.json.stringBytes();
    if (bytes === undefined) return '';
    const text = this.decoder.decode(bytes);
    return text.includes('\\') ? stringOf(JSON.parse(`"${text}"`)) : text;
  }
}

function wholeOf(value: number): number {
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
