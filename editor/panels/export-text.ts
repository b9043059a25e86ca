/** Hands a text out as a file, for when it cannot be saved. */
export function exportText(name: string, text: string, type = 'text/yaml'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
