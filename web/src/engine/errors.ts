/** What can go wrong, as far as the page has something different to say about it. */
export type EngineErrorCode =
  /** The engine, the model or its manifest could not be fetched. */
  | 'download'
  /** What was fetched is not what the manifest promises. */
  | 'integrity'
  /** The engine refuses the model. */
  | 'model'
  /** The engine cannot start, or died. */
  | 'crashed'
  /** The engine could not analyse this text. */
  | 'analysis';

export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly code: EngineErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** The fate of an analysis when a newer one was asked for: its result would be about a text that is gone. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';

  constructor() {
    super('a newer request took the place of this one');
  }
}
