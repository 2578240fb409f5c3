package io.mcpguard.session;

/**
 * What both directions of one session share.
 *
 * @param admittance whether the server is let talk at all
 * @param intake makes of a message what the pipeline judges
 * @param settlement has it judged, and makes of the judgement what becomes of it
 * @param connection what waits for an answer
 * @param verifications what the server is known to declare
 * @param pages the pages of lists in which nothing was found
 * @param expected what the application asked for
 * @param continuations which exchange goes on with which
 * @param decisions records what is no message
 */
record Parts(
        Admittance admittance,
        Intake intake,
        Settlement settlement,
        CurrentConnection connection,
        Verifications verifications,
        KnownPages pages,
        Expected expected,
        Continuations continuations,
        OwnDecisions decisions) {}
