package org.redeye.packages.history;

/** A change that is about to be made and is noted on the disk: whatever crashes now, its author and reason are known. */
public interface Intent {

    /** Of what is not recorded. */
    Intent NONE = new Intent() {
        @Override
        public void made() {}

        @Override
        public void withdrawn() {}
    };

    /** It is in force. */
    void made();

    /** It was not made. */
    void withdrawn();
}
