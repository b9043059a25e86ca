import cases from '../../schemas/cases.schema.json'
import condition from '../../schemas/condition.schema.json'
import facts from '../../schemas/facts.schema.json'
import formula from '../../schemas/formula.schema.json'
import log from '../../schemas/log.schema.json'
import policy from '../../schemas/policy.schema.json'
import provision from '../../schemas/provision.schema.json'

/** Every schema under its own name, so that they find each other; files by their place in the folder. */
export const schemas = [
  { uri: policy.$id, fileMatch: ['**/policy.yaml'], schema: policy },
  { uri: facts.$id, fileMatch: ['**/facts.yaml'], schema: facts },
  { uri: provision.$id, fileMatch: ['**/provisions/*.yaml'], schema: provision },
  { uri: cases.$id, fileMatch: ['**/cases/*.yaml'], schema: cases },
  { uri: log.$id, fileMatch: ['**/log.yaml'], schema: log },
  { uri: formula.$id, fileMatch: [], schema: formula },
  { uri: condition.$id, fileMatch: [], schema: condition },
]
