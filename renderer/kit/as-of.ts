import { createContext } from 'react';

/** The moment "ago" and "in" are counted from, epoch milliseconds; absent means now. */
export const AsOf = createContext<number | undefined>(undefined);
