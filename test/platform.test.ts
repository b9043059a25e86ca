import { describe, expect, test } from 'vitest'
import { posix, windows } from '../engine/files/platform.ts'

describe('paths', () => {
  test.each([
    [posix, '/a/policies/rent/policy.yaml', '/a/policies', 'rent/policy.yaml'],
    [posix, '/a/policies', '/a/policies', '.'],
    [posix, '/b/x.yaml', '/a/policies', '../../b/x.yaml'],
    [windows, 'C:\\政策\\rent\\policy.yaml', 'C:\\政策', 'rent/policy.yaml'],
    [windows, 'c:\\政策\\RENT\\policy.yaml', 'C:\\政策', 'RENT/policy.yaml'],
    [windows, '\\\\server\\share\\rent\\policy.yaml', '\\\\server\\share', 'rent/policy.yaml'],
    [windows, 'C:\\政策', 'C:\\政策', '.'],
  ])('are shown with slashes (%#)', (habits, absolute, folder, shown) => {
    expect(habits.shown(absolute, folder)).toBe(shown)
  })

  test.each([
    [posix, '/a/policies/rent/policy.yaml', '/a/policies', ['rent', 'policy.yaml']],
    [posix, '/a/policies', '/a/policies', null],
    [posix, '/a/policies-2/x', '/a/policies', null],
    [posix, '/a/policies/../x', '/a/policies', null],
    [posix, '/a/policies/..x', '/a/policies', ['..x']],
    [windows, 'C:\\政策\\rent\\policy.yaml', 'C:\\政策', ['rent', 'policy.yaml']],
    [windows, 'D:\\rent\\policy.yaml', 'C:\\政策', null],
    [windows, 'C:\\other\\x', 'C:\\政策', null],
    [windows, '\\\\server\\share\\x', 'C:\\政策', null],
    [windows, 'C:/政策/rent/policy.yaml', 'C:\\政策', ['rent', 'policy.yaml']],
  ])('below a folder are told from all others (%#)', (habits, absolute, folder, parts) => {
    expect(habits.below(absolute, folder)).toEqual(parts)
  })
})

describe('a refused rename', () => {
  test('is tried again on Windows, for a while, where somebody may hold the file', () => {
    for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
      expect([0, 19, 20].map((step) => windows.mayRename(code, step))).toEqual([true, true, false])
      expect(posix.mayRename(code, 0)).toBe(false)
    }
    expect(windows.mayRename('ENOSPC', 0)).toBe(false)
  })
})

describe('folders and modes', () => {
  test('are not for Windows', () => {
    expect([windows.syncsFolders, windows.hasModes]).toEqual([false, false])
    expect([posix.syncsFolders, posix.hasModes]).toEqual([true, true])
  })
})
