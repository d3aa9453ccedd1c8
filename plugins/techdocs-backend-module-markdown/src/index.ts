/**
 * TechDocs generated in Node.
 *
 * @packageDocumentation
 */
export { techdocsModuleMarkdown as default } from './module';
export { MarkdownTechdocsGenerator } from './MarkdownTechdocsGenerator';
export { ContentHashDirectoryPreparer } from './prepare/ContentHashDirectoryPreparer';
