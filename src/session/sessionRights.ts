/** What a session may do besides reading files: as its user has it when the session's thread starts. */
export interface SessionRights {
  /** Whether no symboliser and no perf may be started: in a workspace that is not trusted. */
  readonly startsNothing?: boolean;
  /** Whether symbolisers may ask the servers that `DEBUGINFOD_URLS` names. */
  readonly debuginfod?: boolean;
}
