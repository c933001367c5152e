package io.tenantry.api.internal;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Ids in paths and parameters are spelled in full: Java would also take {@code 1-1-1-1-1} for one. */
@ControllerAdvice
class StrictIds {
    private static final int LENGTH = 36;

    @InitBinder
    void readIds(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                if (text.length() != LENGTH) {
                    throw new IllegalArgumentException("An id has " + LENGTH + " characters");
                }
                setValue(UUID.fromString(text));
            }
        });
    }
}
