import type { Neighbours } from '../core/analysis/callersAndCallees.ts';
import type { ProfileFilter } from '../core/analysis/filterProfile.ts';
import type { FunctionReasons } from '../core/analysis/functionReasons.ts';
import type { Finding } from '../core/analysis/insights/finding.ts';
import type { LineChoice } from '../core/analysis/rollUpInlined.ts';
import type { Note } from '../core/model/note.ts';
import type { Comparison } from '../core/queries/comparison.ts';
import type { CodeRow } from '../core/queries/machineCode.ts';
import type { PanelView } from '../core/queries/panelView.ts';
import type { Report } from '../core/queries/report.ts';
import type { Summary } from '../core/queries/summary.ts';
import type { TabContent, TabRequest } from '../core/queries/tabContent.ts';
import type { AllocationSite } from '../core/sources/allocationSites.ts';
import type { PathMapping } from '../core/sources/relocate.ts';
import type { ReportData } from '../core/text/htmlReport.ts';
import type { CodePlace } from '../symbols/disassemblePlace.ts';
import type { PackedProfile } from '../capture/packProfile.ts';
import type { RecordedFiles } from '../capture/recordedFiles.ts';

/** A profile, for `open` or to compare with. */
export interface ProfileFile {
  readonly path: string;
  /** Where the sources of a stored session are kept; absent for profiles from elsewhere. */
  readonly texts?: string | undefined;
  /** Where what its instructions cost is kept; absent for profiles from elsewhere. */
  readonly code?: string | undefined;
  readonly mapping?: PathMapping;
}

/** A profile as it was when it was summed up: while a program runs, its thread may hold a newer one already. */
export interface SummaryOfRevision extends Summary {
  /** Grows with every profile that takes the place of another. */
  readonly revision: number;
  /** Whether it holds code of libraries that was inlined into own code, so that its lines may be shown in two ways. */
  readonly rollsUp: boolean;
  /** Whether it tells what instructions cost. */
  readonly hasMachineCode: boolean;
  /** What was counted that can be shown, where there is a choice: see `Profile.events`. */
  readonly events: readonly string[];
}

/** A compiled function as text. */
export interface ShownCode {
  readonly name: string;
  readonly rows: readonly CodeRow[];
}

/** All that can be asked of a session's thread. Functions are indices into the profile's table. */
export interface Questions {
  /** Reads a file and maps it onto its sources; what is asked from then on is about this profile. */
  open: { readonly input: ProfileFile; readonly output: SummaryOfRevision };
  /** Opens what a run has recorded until now; nothing before its first part is there. */
  live: {
    readonly input: { readonly files: RecordedFiles; readonly startedAt: number };
    readonly output: SummaryOfRevision | undefined;
  };
  /** Opens all that a run has recorded, and makes one file of it. */
  finish: {
    readonly input: { readonly files: RecordedFiles; readonly notes: readonly Note[]; readonly startedAt: number };
    readonly output: { readonly packed: PackedProfile; readonly summary: SummaryOfRevision };
  };
  /** Whose lines are shown from now on; the profile on these, where they are others than before. */
  showLines: { readonly input: LineChoice; readonly output: SummaryOfRevision | undefined };
  /** Which of `events` is shown from now on. */
  showEvent: { readonly input: string; readonly output: SummaryOfRevision };
  /** What one of `events` has, without showing it. */
  counted: { readonly input: string; readonly output: Summary };
  /** Writes the sources of the run to a file, for `open`. */
  keepTexts: { readonly input: string; readonly output: undefined };
  /** Writes what the run's instructions cost to a file, for `open`. */
  keepCode: { readonly input: string; readonly output: undefined };
  /** The compiled function in which a place cost the most, as rows of text. */
  machineCode: {
    readonly input: {
      readonly place: CodePlace;
      /** What to print for a file's path, where that is not the path. */
      readonly shown: ReadonlyMap<string, string>;
    };
    readonly output: ShownCode;
  };
  /** What all of the panel's tabs show under a filter; undefined of a revision that is no longer held. */
  view: {
    readonly input: { readonly revision: number; readonly filter: ProfileFilter };
    readonly output: PanelView | undefined;
  };
  /** What one of the panel's tabs shows under a filter; undefined of a revision that is no longer held. */
  tab: {
    readonly input: {
      readonly revision: number;
      readonly filter: ProfileFilter;
      readonly request: TabRequest;
      /** What a diff is to. */
      readonly baseline?: ProfileFile | undefined;
    };
    readonly output: TabContent | undefined;
  };
  /** What changed since another profile; read once, it is kept for the next question. */
  compareLines: { readonly input: ProfileFile; readonly output: Comparison };
  reasons: { readonly input: number; readonly output: FunctionReasons };
  /** Where a function makes things, as its text says. */
  allocationSites: { readonly input: number; readonly output: readonly AllocationSite[] };
  neighbours: { readonly input: number; readonly output: Neighbours };
  /** The profile as shown, in a format that can be written. */
  write: { readonly input: string; readonly output: string | Uint8Array };
  report: { readonly input: { readonly limit: number }; readonly output: Report };
  /** What is worth changing in the run, the largest share first. */
  findings: { readonly input: undefined; readonly output: readonly Finding[] };
  /** `shown`: what to print for a file's path. */
  reportData: {
    readonly input: { readonly title: string; readonly shown: ReadonlyMap<string, string> };
    readonly output: ReportData;
  };
}
