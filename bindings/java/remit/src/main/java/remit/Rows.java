package remit;

import java.beans.BeanInfo;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row as names and values: of a map, a record or a bean. */
final class Rows {
  /** The parts of one class, found once. */
  private static final ClassValue<Map<String, Method>> PARTS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          final Map<String, Method> components = components(type);
          return components.isEmpty() ? properties(type) : components;
        }
      };

  private Rows() {}

  /** The cells of {@code row}; InvalidArgument for what is none of the three. */
  static Map<String, Object> cells(Object row, Language language) {
    final Map<String, Object> cells = new LinkedHashMap<>();
    if (row instanceof Map) {
      ((Map<?, ?>) row).forEach((name, value) -> cells.put(String.valueOf(name), value));
      return cells;
    }
    final Map<String, Method> parts = row == null ? Map.of() : PARTS.get(row.getClass());
    if (parts.isEmpty()) {
      throw new RemitException.InvalidArgument(
          Words.NO_ROW_OBJECT.in(language, row == null ? "null" : row.getClass().getName()));
    }
    parts.forEach((name, method) -> cells.put(name, read(row, method)));
    return cells;
  }

  private static Object read(Object row, Method method) {
    try {
      return method.invoke(row);
    } catch (IllegalAccessException problem) {
      throw new IllegalArgumentException(problem);
    } catch (InvocationTargetException problem) {
      if (problem.getCause() instanceof RuntimeException) {
        throw (RuntimeException) problem.getCause();
      }
      throw new IllegalStateException(problem.getCause());
    }
  }

  /** Of a record, which this release of the language has no word for: by reflection. */
  private static Map<String, Method> components(Class<?> type) {
    final Map<String, Method> found = new LinkedHashMap<>();
    try {
      final Object[] components = (Object[]) Class.class.getMethod("getRecordComponents").invoke(type);
      if (components != null) {
        for (Object component : components) {
          final Class<?> of = component.getClass();
          final Method accessor = (Method) of.getMethod("getAccessor").invoke(component);
          accessor.setAccessible(true);
          found.put((String) of.getMethod("getName").invoke(component), accessor);
        }
      }
    } catch (NoSuchMethodException before16) {
      return found;
    } catch (ReflectiveOperationException problem) {
      throw new IllegalArgumentException(problem);
    }
    return found;
  }

  private static Map<String, Method> properties(Class<?> type) {
    final Map<String, Method> found = new LinkedHashMap<>();
    try {
      final BeanInfo info = Introspector.getBeanInfo(type, Object.class);
      for (PropertyDescriptor property : info.getPropertyDescriptors()) {
        if (property.getReadMethod() != null) {
          property.getReadMethod().setAccessible(true);
          found.put(property.getName(), property.getReadMethod());
        }
      }
    } catch (IntrospectionException problem) {
      throw new IllegalArgumentException(problem);
    }
    return found;
  }
}
