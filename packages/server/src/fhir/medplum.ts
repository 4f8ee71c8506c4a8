/**
 * The only place that loads @medplum: it needs a WebSocket global, which Node 20 has not, at import. The imports are dynamic
 * because static ones are hoisted above the assignment by bundlers.
 */
import { WebSocket } from 'ws';

const scope = globalThis as { WebSocket?: unknown };
scope.WebSocket ??= WebSocket;

export const { FhirRouter, FhirRepository } = await import('@medplum/fhir-router');
export const {
  allOk,
  created,
  getAllDataTypes,
  indexSearchParameter,
  indexStructureDefinitionBundle,
  OperationOutcomeError,
  parseStructureDefinition,
  validateResource,
  validateTypedValue,
} = await import('@medplum/core');
