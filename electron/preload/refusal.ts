interface Refusal {
  readonly ok: false;
  readonly error: object;
}

/** The answer to a page that names a channel which is not on the list; nothing of it is sent anywhere. */
export function unknownChannel(channel: unknown): Refusal {
  return {
    ok: false,
    error: {
      code: 'ERR_IPC_CHANNEL',
      message: 'The page asked for something the application does not offer.',
      hint: 'Reload the window.',
      where: 'ipc',
      details: { channel: String(channel).slice(0, 100) },
      retryable: false,
    },
  };
}

/** The answer to a call its page has cancelled. */
export const CANCELLED: Refusal = {
  ok: false,
  error: {
    code: 'ERR_CANCELLED',
    message: 'Cancelled.',
    hint: 'Start it again when you want it.',
    where: 'ipc',
    details: {},
    retryable: true,
  },
};
