import { expose } from 'comlink'
import { createDeriver } from './deriver.ts'

expose(createDeriver())
