import type { Plugin } from 'vite'

/** Collects whose code a bundle holds; `writer` says so in `licences.md`, `collector` is for its workers. */
export function licenceNotice(): { readonly writer: Plugin; readonly collector: Plugin }
