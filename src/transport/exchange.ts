/** A request to an API. Which methods there are, each API's own client says. */
export interface HttpRequest {
  readonly method: string
  /** Path with query. Never contains a token. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** An answer as it arrived. */
export interface HttpAnswer {
  readonly status: number
  /** By their names in small letters. */
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
}

/** How long a request may take, and what ends it earlier. */
export interface Deadline {
  /** Milliseconds from its start to the last byte of the answer. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}
