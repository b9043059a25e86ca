import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/SegmentedControl.css'
import '@mantine/core/styles/Tree.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/asking.css'
import './styles/rail.css'
import './styles/clause.css'
import './styles/conditions.css'
import './styles/notes.css'
import './styles/parameters.css'
import './styles/cases.css'
import './styles/case-work.css'
import './styles/drawer.css'
import './styles/find.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { measureVerdicts } from './state/measure.ts'
import { openWorkbench } from './state/workbench.ts'

const root = document.getElementById('workbench')
if (!root) throw new Error('the page has no place for the workbench')

measureVerdicts()
void openWorkbench()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
