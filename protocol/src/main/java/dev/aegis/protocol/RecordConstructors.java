package dev.aegis.protocol;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;

/// A Jackson module that creates records by calling their constructors. Jackson 3.1 calls them through method handles
/// with `invokeWithArguments`, for which the JVM generates about ten classes for each signature. In a program that
/// runs for a second that takes longer than all other work of reading JSON.
final class RecordConstructors extends JacksonModule {
    @Override
    public String getModuleName() {
        return RecordConstructors.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addValueInstantiators(new ForRecords());
    }

    private static final class ForRecords implements ValueInstantiators {
        @Override
        public @Nullable ValueInstantiator findValueInstantiator(
                DeserializationConfig config, BeanDescription.Supplier bean) {
            return null;
        }

        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueInstantiator usual) {
            return usual.getClass() == StdValueInstantiator.class
                            && usual.getValueClass().isRecord()
                    ? new Direct((StdValueInstantiator) usual)
                    : usual;
        }
    }

    private static final class Direct extends StdValueInstantiator {
        Direct(StdValueInstantiator usual) {
            super(usual);
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
            AnnotatedElement creator = _withArgsCreator == null ? null : _withArgsCreator.getAnnotated();
            if (!(creator instanceof Constructor<?> constructor) || !constructor.trySetAccessible()) {
                return super.createFromObjectWith(context, arguments);
            }
            try {
                return constructor.newInstance(arguments);
            } catch (InvocationTargetException thrown) {
                return context.handleInstantiationProblem(
                        _valueClass, arguments, rewrapCtorProblem(context, thrown.getTargetException()));
            } catch (ReflectiveOperationException | IllegalArgumentException wrong) {
                return context.handleInstantiationProblem(_valueClass, arguments, rewrapCtorProblem(context, wrong));
            }
        }
    }
}
