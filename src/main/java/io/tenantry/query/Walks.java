package io.tenantry.query;

import io.tenantry.kernel.Cursor;
import io.tenantry.query.ListRequest.Window;

/**
 * Lets callers walk through lists page by page and lose nobody. Those who bring a token go on after the last row they
 * were shown. Those who count rows or pages instead do too, as long as they walk forward: we remember where each of
 * their pages ended.
 */
public final class Walks {
    private final CursorSigner signer;
    private final Bookmarks bookmarks;

    public Walks(CursorSigner signer, Bookmarks bookmarks) {
        this.signer = signer;
        this.bookmarks = bookmarks;
    }

    /**
     * Finds the place the request goes on from. A token that was made for another caller, another list or another
     * question is refused, and so is one that somebody changed.
     *
     * @param caller who is asking, in any form that is the same at the next page
     */
    public Walk open(ListRequest request, String caller) {
        Fingerprint question = Fingerprint.of(request, caller);
        Window window = request.window();
        String token = window.token();
        if (token != null) {
            Place place = Place.read(signer.open(token, question.bytes()), request.order());
            return new Walk(this, request, question, place);
        }
        Long top = window.top();
        long wanted = top == null ? Place.ALL : top;
        Cursor bookmark = window.skip() == 0 ? null : bookmarks.find(question, window.skip());
        return new Walk(this, request, question, new Place(bookmark, wanted));
    }

    String token(Place place, Fingerprint question) {
        return signer.sign(place.write(), question.bytes());
    }

    void remember(Fingerprint question, long offset, Cursor place) {
        bookmarks.put(question, offset, place);
    }
}
