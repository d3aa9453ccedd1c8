import { Knex } from 'knex';
import { ChangeStore } from './ChangeStore';
import { ConfirmationStore } from './ConfirmationStore';
import { DatabaseChangeStore } from './DatabaseChangeStore';
import { DatabaseConfirmationStore } from './DatabaseConfirmationStore';
import { DatabaseDeclarationStore } from './DatabaseDeclarationStore';
import { DatabaseIncidentStore } from './DatabaseIncidentStore';
import { DatabaseServiceMemory } from './DatabaseServiceMemory';
import { DeclarationStore } from './DeclarationStore';
import { IncidentStore } from './IncidentStore';
import { MemoryLease } from './Lease';
import { MemoryChangeStore } from './MemoryChangeStore';
import { MemoryConfirmationStore } from './MemoryConfirmationStore';
import { MemoryDeclarationStore } from './MemoryDeclarationStore';
import { MemoryIncidentStore } from './MemoryIncidentStore';
import { MemoryServiceMemory } from './MemoryServiceMemory';
import { ServiceMemory } from './ServiceMemory';

/** Everything that the plugin remembers; one lease for all of it. */
export interface PlatformStores {
  changes: ChangeStore;
  incidents: IncidentStore;
  declarations: DeclarationStore;
  confirmations: ConfirmationStore;
  memory: ServiceMemory;
}

/** The stores in a database whose tables are up to date; see `openDatabase`. */
export function createDatabaseStores(knex: Knex): PlatformStores {
  return {
    changes: new DatabaseChangeStore(knex),
    incidents: new DatabaseIncidentStore(knex),
    declarations: new DatabaseDeclarationStore(knex),
    confirmations: new DatabaseConfirmationStore(knex),
    memory: new DatabaseServiceMemory(knex),
  };
}

/** Stores that forget everything with the process. */
export function createMemoryStores(): PlatformStores {
  const lease = new MemoryLease();
  return {
    changes: new MemoryChangeStore(lease),
    incidents: new MemoryIncidentStore(lease),
    declarations: new MemoryDeclarationStore(lease),
    confirmations: new MemoryConfirmationStore(lease),
    memory: new MemoryServiceMemory(lease),
  };
}
