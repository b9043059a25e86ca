import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/yaml/register'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import { configureMonacoYaml } from 'monaco-yaml'
import { provideNames } from './names.ts'
import { schemas } from './schemas.ts'
import { provideSymbols } from './symbols.ts'
import { defineThemes } from './themes.ts'
import YamlWorker from './yaml.worker.ts?worker'

self.MonacoEnvironment = {
  getWorker: (_, label) => (label === 'yaml' ? new YamlWorker() : new EditorWorker()),
}

type WorkerOptions = Parameters<typeof monaco.editor.createWebWorker>[0] & { readonly createData?: unknown }

/** monaco-yaml asks for its worker in the way of older Monaco; this hands it ours. */
const forYaml = {
  ...monaco,
  editor: {
    ...monaco.editor,
    createWebWorker: (options: WorkerOptions) =>
      monaco.editor.createWebWorker({
        worker:
          options.worker ??
          Promise.resolve(new YamlWorker()).then((worker) => {
            worker.postMessage('ignore')
            worker.postMessage(options.createData)
            return worker
          }),
      }),
  },
}

// Completion and hover come from the schemas; what is wrong, from our own checks alone, once.
configureMonacoYaml(forYaml as never, {
  enableSchemaRequest: false,
  validate: false,
  format: { enable: false },
  schemas: schemas as never,
})

provideNames(monaco)
provideSymbols(monaco)
defineThemes(monaco)

export { monaco }
