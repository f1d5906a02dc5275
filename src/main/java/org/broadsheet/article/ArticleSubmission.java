package org.broadsheet.article;

/**
 * A piece handed in at the write door.
 *
 * @param source the outlet or feed it comes from; empty for the publication itself
 * @param externalId what the source calls it; with the source it tells which piece this is
 * @param digest of all that was handed in: the same digest again changes nothing
 * @param publish whether readers are to see it (when its time has come), or it is a draft
 */
public record ArticleSubmission(
        String source, String externalId, byte[] digest, ArticleContent content, boolean publish) {}
