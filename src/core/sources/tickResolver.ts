import { calledNames } from './callSites.ts';
import { distinct, hasCodeOn, isNestedIn, type Place } from './place.ts';
import type { LoadedScript, Scripts } from './scripts.ts';

/** How deep V8's inlining is followed: what a callee's callee's callee calls is hardly ever inlined into the first. */
const deepestInlining = 3;
/** Bounds the search in programs where every name is everywhere. */
const mostReachable = 5000;

/**
 * Says whose code a tick's line is.
 *
 * V8 inlines hot callees into their caller, and then reports the callee's line numbers under the caller's name and file.
 * Such a line is moved to the one function that the caller can have called and that has code on that line.
 */
export class TickResolver {
  private readonly scripts: Scripts;
  private readonly profiled: readonly LoadedScript[];
  private readonly sampledCallees: (place: Place) => readonly Place[];
  private readonly reachable = new Map<LoadedScript, Map<number, readonly Place[]>>();

  /**
   * @param profiled scripts that occur in the profile.
   * @param sampledCallees functions that samples saw called from a place.
   */
  constructor(scripts: Scripts, profiled: readonly LoadedScript[], sampledCallees: (place: Place) => readonly Place[]) {
    this.scripts = scripts;
    this.profiled = profiled;
    this.sampledCallees = sampledCallees;
  }

  /** The function whose code stands on the line; undefined when nothing or too much fits. */
  resolve(owner: Place, line: number): Place | undefined {
    if (hasCodeOn(owner, line)) return owner;
    const nested = owner.script.spans
      .withCodeOn(line)
      .map((span): Place => ({ script: owner.script, span }))
      .filter((place) => isNestedIn(place, owner));
    // Several nested functions on one line: whichever it was, the line is the same.
    if (nested[0] !== undefined) return nested[0];
    const sampled = distinct(this.sampledCallees(owner).filter((callee) => hasCodeOn(callee, line)));
    if (sampled.length > 0) return sampled.length === 1 ? sampled[0] : undefined;
    const callable = distinct(this.reachableFrom(owner).filter((place) => hasCodeOn(place, line)));
    return callable.length === 1 ? callable[0] : undefined;
  }

  /** Whether the owner's line may just as well be one of an inlined function in another file. */
  isDoubtful(owner: Place, line: number): boolean {
    return this.sampledCallees(owner).some((callee) => callee.script !== owner.script && hasCodeOn(callee, line));
  }

  private reachableFrom(owner: Place): readonly Place[] {
    let bySpan = this.reachable.get(owner.script);
    if (bySpan === undefined) {
      bySpan = new Map();
      this.reachable.set(owner.script, bySpan);
    }
    let places = bySpan.get(owner.span);
    if (places === undefined) {
      places = this.search(owner);
      bySpan.set(owner.span, places);
    }
    return places;
  }

  private search(owner: Place): Place[] {
    const seen = new Map<LoadedScript, Set<number>>();
    const found: Place[] = [];
    let frontier: Place[] = [owner];
    for (let depth = 0; depth < deepestInlining; depth++) {
      const next: Place[] = [];
      for (const place of frontier) {
        for (const callee of [...nestedIn(place), ...this.named(place), ...this.sampledCallees(place)]) {
          const spans = seen.get(callee.script) ?? new Set<number>();
          seen.set(callee.script, spans);
          if (spans.has(callee.span) || found.length >= mostReachable) continue;
          spans.add(callee.span);
          next.push(callee);
          found.push(callee);
        }
      }
      frontier = next;
    }
    return found;
  }

  /** Functions with a name that the place calls: in its script or an imported one, else anywhere in the profile. */
  private named(place: Place): Place[] {
    const imported = place.script.imports.flatMap((file) => this.scripts.get(file) ?? []);
    return [...calledNames(place)].flatMap((name) => {
      const near = [place.script, ...imported].flatMap((script) => placesNamed(script, name));
      return near.length > 0 ? near : this.profiled.flatMap((script) => placesNamed(script, name));
    });
  }
}

/** A function may call those written inside it without a name. */
function nestedIn({ script, span }: Place): Place[] {
  return script.spans.nestedIn(span).map((nested) => ({ script, span: nested }));
}

function placesNamed(script: LoadedScript, name: string): Place[] {
  return script.spans.named(name).map((span) => ({ script, span }));
}
