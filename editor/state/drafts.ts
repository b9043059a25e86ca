/** Unsaved text of one file, kept in the browser until it is saved or given up. */
export interface Draft {
  readonly path: string
  readonly text: string
  /** Hash of the saved text it was made from. */
  readonly base: string
  readonly time: number
  /** It came from a tab that is gone and has not been decided on. */
  readonly offered?: boolean
}

/** Drafts of one tab. Another tab's drafts are another tab's work, until that tab is gone. */
interface TabDrafts {
  readonly tab: string
  readonly drafts: readonly Draft[]
}

const name = 'clausebook'
const table = 'drafts'

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: 'tab' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function run<T>(mode: IDBTransactionMode, ask: (drafts: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return database().then(
    (db) =>
      new Promise<T>((resolve, reject) => {
        const transaction = db.transaction(table, mode, { durability: 'strict' })
        const request = ask(transaction.objectStore(table))
        // The transaction, not the request: only then is it kept.
        transaction.oncomplete = () => {
          db.close()
          resolve(request.result)
        }
        transaction.onerror = transaction.onabort = () => {
          db.close()
          reject(transaction.error)
        }
      }),
  )
}

export async function keepDrafts(tab: string, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) await run('readwrite', (store) => store.delete(tab))
  else await run('readwrite', (store) => store.put({ tab, drafts }))
}

export const allDrafts = (): Promise<readonly TabDrafts[]> => run('readonly', (store) => store.getAll())

const tabLock = (tab: string) => `clausebook-tab-${tab}`

/**
 * The id of this tab: the same after a reload, another one in a copy of the tab. It is held as a lock
 * for as long as the tab lives, so that the drafts of a tab that is gone can be told apart.
 */
export async function claimTab(): Promise<string> {
  const hold = (tab: string) =>
    new Promise<boolean>((resolve) => {
      navigator.locks.request(tabLock(tab), { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock ? new Promise(() => {}) : undefined
      })
    })
  const before = sessionStorage.getItem('clausebook-tab')
  if (before) {
    // A page that is being left holds its lock a moment longer than the next one takes to load.
    for (let tries = 0; tries < 10; tries++) {
      if (await hold(before)) return before
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }
  const tab = crypto.randomUUID()
  sessionStorage.setItem('clausebook-tab', tab)
  await hold(tab)
  return tab
}

/** Drafts whose tab no longer lives: a closed window, a crash. */
export async function orphanedDrafts(own: string): Promise<readonly TabDrafts[]> {
  const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name))
  return (await allDrafts()).filter(({ tab }) => tab !== own && !held.has(tabLock(tab)))
}
