/*
 * The packages of other people that a generated connector may need, as npm wrote them into a lockfile: place below `node_modules`, version, licence,
 * digest, engines, dependencies; one a line. Addresses are left out on purpose: who installs decides which registry answers, the digest decides whether
 * the answer is right. Optional native accelerators are left out too: no connector needs one. The versions are those that the portal itself is tested with.
 */
export const LOCKED_PACKAGES = `
@nodable/entities|3.1.0|MIT|sha512-LsS/DjHr+uDM647Gru/cA8+J3a3HfhttwCKLyuoyN7yXTFCxKBtSgMQBvrW9yNPa2/zDRUNuGPaH5QUFoa4arQ==||
@platformatic/dynamic-buffer|0.3.1|Apache-2.0|sha512-xQD5JSkQc4D15suOk7FezGDmh6Vb5e4phDoFZ/ASpa3Ft+3fOVwFOENmHtC1561zm/xHnKwI91NbMF8inpbk0Q==|>= 22.19.0|
@platformatic/kafka|2.11.0|Apache-2.0|sha512-mEkmYN+Crx1Tz4BjtRV4RW2L3AcGdxAbuVMGuO9Qv6vZ1iLOfmqyKxWb+CH1SxxvkzPrHE0EyIiuAD2cF1MVIg==|>= 22.22.0 || >= 24.6.0|@platformatic/dynamic-buffer@^0.3.1,@platformatic/wasm-utils@^0.2.1,ajv@^8.17.1,ajv-draft-04@^1.0.0,avsc@^5.7.9,debug@^4.4.3,fastq@^1.19.1,mnemonist@^0.40.3,scule@^1.3.0
@platformatic/wasm-utils|0.2.1|Apache-2.0|sha512-5rNl4h5n+hZG4LjiItQ7bVfHBqTypjldP46NXrOYW64cZr87ahngK1s9nEtCpByWg7WWjRLSxyCytgJK5gNdwQ==|>= 22.19.0|@platformatic/dynamic-buffer@^0.3.1
ajv|8.20.0|MIT|sha512-Thbli+OlOj+iMPYFBVBfJ3OmCAnaSyNn4M1vz9T6Gka5Jt9ba/HIR56joy65tY6kx/FCF5VXNB819Y7/GUrBGA==||fast-deep-equal@^3.1.3,fast-uri@^3.0.1,json-schema-traverse@^1.0.0,require-from-string@^2.0.2
ajv-draft-04|1.0.0|MIT|sha512-mv00Te6nmYbRp5DCwclxtt7yV/joXJPGS7nM+97GdxvuttCOfgI3K4U25zboyeX0O+myI8ERluxQe5wljMmVIw==||
anynum|1.0.1|MIT|sha512-N6//FLET/tXYNM/F6ABca1oH6fWB+KlTt909Le28WMDBk8oaT4vY17DCrwg2MvmuqUKt3Ni4N5dGJ/EoBgcO6A==||
avsc|5.7.9|MIT|sha512-yOA4wFeI7ET3v32Di/sUybQ+ttP20JHSW3mxLuNGeO0uD6PPcvLrIQXSvy/rhJOWU5JrYh7U4OHplWMmtAtjMg==|>=0.11|
aws4fetch|1.0.20|MIT|sha512-/djoAN709iY65ETD6LKCtyyEI04XIBP5xVvfmNxsEP0uJB5tyaGBztSryRr4HqMStr9R06PisQE7m9zDTXKu6g==||
boolbase|1.0.0|ISC|sha512-JZOSA7Mo9sNGB8+UjSgzdLtokWAky1zbztM3WRLCbZ70/3cTANmQmOdR7y2g+J0e2WXywy1yS468tY+IruqEww==||
node-html-parser/node_modules/css-select|5.2.2|BSD-2-Clause|sha512-TizTzUddG/xYLA3NXodFM0fSbNizXjOKhqiQQwvhlspadZokn1KDy0NZFS0wuEubIYAV5/c1/lAr0TaaFXEXzw==||boolbase@^1.0.0,css-what@^6.1.0,domhandler@^5.0.2,domutils@^3.0.1,nth-check@^2.0.1
css-what|6.2.2|BSD-2-Clause|sha512-u/O3vwbptzhMs3L1fQE82ZSLHQQfto5gyZzwteVIEyeaY5Fc7R4dapF/BvRoSYFeqfBk4m0V1Vafq5Pjv25wvA==|>= 6|
csv-parse|7.0.2|MIT|sha512-uKZghv9UmPkMVLYy//KZ9HFAIJsl7wkhoEdIL0+rhuSY9pZQlhaeGEDPIe+/w7eh81MOql8Q/9+inAGWG6ZHYA==||
debug|4.4.3|MIT|sha512-RGwwWnwQvkVfavKVt22FGLw+xYSdzARwm0ru6DhTVA3umU5hZc28V3kO4stgYryrTlLpuvgI9GiijltAjNbcqA==|>=6.0|ms@^2.1.3
node-html-parser/node_modules/dom-serializer|2.0.0|MIT|sha512-wIkAryiqt/nV5EQKqQpo3SToSOV9J0DnbJqwK7Wv/Trc92zIAYZ4FlMu+JPFW1DfGFt81ZTCGgDEabffXeLyJg==||domelementtype@^2.3.0,domhandler@^5.0.2,entities@^4.2.0
node-html-parser/node_modules/dom-serializer/node_modules/entities|4.5.0|BSD-2-Clause|sha512-V0hjH4dGPh9Ao5p0MoRY6BVqtwCjhz6vI5LT8AJ55H+4g9/4vbHx1I54fS0XuclLhDHArPQCiMjDxjaL8fPxhw==|>=0.12|
domelementtype|2.3.0|BSD-2-Clause|sha512-OLETBj6w0OsagBwdXnPdN0cnMfF9opN69co+7ZrbfPGrdpPVNBUj02spi6B1N7wChLQiPn4CSH/zJvXw56gmHw==||
node-html-parser/node_modules/domhandler|5.0.3|BSD-2-Clause|sha512-cgwlv/1iFQiFnU96XXgROh8xTeetsnJiDsTc7TYCLFd9+/WNkIqPTxiM/8pSd8VIrhXGTf1Ny1q1hquVqDJB5w==|>= 4|domelementtype@^2.3.0
node-html-parser/node_modules/domutils|3.2.2|BSD-2-Clause|sha512-6kZKyUajlDuqlHKVX1w7gyslj9MPIXzIFiz/rGu35uC1wMi+kMhQwGhl4lt9unC9Vb9INnY9Z3/ZA3+FhASLaw==||dom-serializer@^2.0.0,domelementtype@^2.3.0,domhandler@^5.0.3
entities|8.1.0|BSD-2-Clause|sha512-kxL7msIffSuh9aaFAMD7rxAIuTRMAHMeBtgHW2yUdWw732ZNh4MehkF2gdjvtdmikkaIP9bFDDJOPlsvm7avrA==|>=20.19.0|
fast-deep-equal|3.1.3|MIT|sha512-f3qQ9oQy9j2AhBe/H9VC91wLmKBCCU/gDOnKNAYG5hswO7BLKj09Hc5HYNz9cGI++xlpDCIgDaitVs03ATR84Q==||
fast-uri|3.1.9|BSD-3-Clause|sha512-hS/0Wt3Ya043oKXs0sIxrMpKQITXhMLIrVAKKXi4gozGC9v7YRWVnXIZzjNPTO02M9BdxLCWqK1yRXgNziVyJQ==||
fast-xml-builder|1.3.2|MIT|sha512-OX91VSlShLPDgRZV7tk/YQ4l8tT75QziF5Ixg8g4PFbCVPjuTWwN+yQfAxLJ0dufJpprdOd6HlM74Jhd39TcBQ==||path-expression-matcher@^1.6.2,xml-naming@^0.3.0
fast-xml-parser|5.11.1|MIT|sha512-TBw6K/fxoQGGjCmZDw9w/ZwP3uDcnTM4YH/g+PFRWr8sbe5idXtxNN6vITh4+1ruCZaho6uBFurElsA7F0zzgw==||@nodable/entities@^3.0.0,fast-xml-builder@^1.2.0,is-unsafe@^2.0.0,path-expression-matcher@^1.6.2,strnum@^2.4.2,xml-naming@^0.3.0
fastq|1.20.3|ISC|sha512-XKv5nnLs6nLF71NgiKJLIZFLkPyIEuOselLG7ujZnGrRfQK8HpvY+WqKhAJUAdLomwVHErVS4LfxFlPq0/FTAw==||reusify@^1.0.4
hyparquet|1.31.1|MIT|sha512-tF9580Xb+41+Eb+mH0av1k7m1PWl+PSKrX66Yd7UOZ760cwEXP9/enwHRMSCeVncaubRI8XPb3v580/ujYKK5w==||
hyparquet-writer|0.16.10|MIT|sha512-53fpiA57kdJ2V7X97/VSAzHr8rb8Z2cr126T1pTL9TapZNOP/wNJqFh+jc7dRwwg9TpVMYeRNDMb+r5oiLqwjg==||hyparquet@1.31.1
iceberg-js|1.0.0|MIT|sha512-kwKtKluJzKgJLCccOpGPMaxYgAhONDPrgf8+GHOt5HE6L8wquPvQXMxaWpc1SHZ8rVeQRRADJRNi1BvJFB/2jw==|>=22.0.0|
is-unsafe|2.0.3|MIT|sha512-ZBllczCCO267vgdFb6Tq3pv+LhHaCiGMdr+ZsuL+OopruAg7S+3ZDs1vD0RPC0uSrkjzbraxaGjtX1YBxjPeFQ==||
json-schema-traverse|1.0.0|MIT|sha512-NM8/P9n3XjXhIZn1lLhkFaACTOURQXjWhV4BA/RnOv8xvgqtqpAX9IO4mRQxSx1Rlo4tqzeqb0sOlruaOy3dug==||
mnemonist|0.40.8|MIT|sha512-tebbu8e/W45Nz7USfGcmnHUiOcNsXa9Mow8eb0UPwOk3gu6grw0/2+SefXBJCgDQpE9mdn7dNUMJBra9mcRUVw==||obliterator@^2.0.4
ms|2.1.3|MIT|sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==||
node-html-parser|9.0.4|MIT|sha512-reUSrZkF1rO7hEYe5mJwtbVcQ6mB5QrViCZH6Wv+iz3er/PA9Q50gol15dMLQRDfdli4VzqPMPR24HNRFgVKFw==||css-select@^5.1.0,entities@^8.0.0
nth-check|2.1.1|BSD-2-Clause|sha512-lqjrjmaOoAnWfMmBPL+XNnynZh2+swxiX3WUE0s4yEHI6m+AwrK2UZOimIRl3X/4QctVqS8AiZjFqyOGrMXb/w==||boolbase@^1.0.0
obliterator|2.0.5|MIT|sha512-42CPE9AhahZRsMNslczq0ctAEtqk8Eka26QofnqC346BZdHDySk3LWka23LI7ULIw11NmltpiLagIq8gBozxTw==||
path-expression-matcher|1.6.2|MIT|sha512-enSlaiat05iasnzmgNxRj8reFdj3puY2QpNgP1aPIaVfT6nn9ICuPoFlKHk8EN22HcwewshO+mN2DGbkCEOtqQ==|>=14.0.0|
pg|8.23.0|MIT|sha512-Ip2EQCngowJLGOfCwkFhPXU7/ljlhn6Rxlmy4XYfL2Y+vyRM59+8uR2xqRWKdYmbXmxCFOAmKxBuSUCdF34qLg==|>= 16.0.0|pg-connection-string@^2.14.0,pg-pool@^3.14.0,pg-protocol@^1.16.0,pg-types@2.2.0,pgpass@1.0.5
pg-connection-string|2.14.1|MIT|sha512-qR3kGNPBLpCNtz0evbKA0Y/MRFXwSSdT+pTJvYp/bXTcReZbvX1kzF0IyTc1QnxqF7AZbOeBhNL8R5mYQZV/MA==||
pg-int8|1.0.1|ISC|sha512-WCtabS6t3c8SkpDBUlb1kjOs7l66xsGdKpIPZsg4wR+B3+u9UAum2odSsF9tnvxg80h4ZxLWMy4pRjOsFIqQpw==|>=4.0.0|
pg-pool|3.14.0|MIT|sha512-gKtPkFdQPU3DksooVLi9LsjZxrsBUZIpa+7aVx+LV5pNh0KzP4Zleud2po+ConrxbuXGBJ6Hfer6hdgpIBpBaw==||
pg-protocol|1.16.1|MIT|sha512-p9VOFMiHB/ZbJATetbg+99PxssTVSQRnyuPSQ67mN1+1KBOjZaZ83ZQzltnxPhJwSsC3nwVjJ10DVJlerbFzLg==||
pg-types|2.2.0|MIT|sha512-qTAAlrEsl8s4OiEQY69wDvcMIdQN6wdz5ojQiOy6YRMuynxenON0O5oCpJI6lshc6scgAY8qvJ2On/p+CXY0GA==|>=4|pg-int8@1.0.1,postgres-array@~2.0.0,postgres-bytea@~1.0.0,postgres-date@~1.0.4,postgres-interval@^1.1.0
pgpass|1.0.5|MIT|sha512-FdW9r/jQZhSeohs1Z3sI1yxFQNFvMcnmfuj4WBMUTxOrAyLMaTcE1aAMBiTlbMNaXvBCQuVi0R7hd8udDSP7ug==||split2@^4.1.0
postgres-array|2.0.0|MIT|sha512-VpZrUqU5A69eQyW2c5CA1jtLecCsN2U/bD6VilrFDWq5+5UIEVO7nazS3TEcHf1zuPYO/sqGvUvW62g86RXZuA==|>=4|
postgres-bytea|1.0.1|MIT|sha512-5+5HqXnsZPE65IJZSMkZtURARZelel2oXUEO8rH83VS/hxH5vv1uHquPg5wZs8yMAfdv971IU+kcPUczi7NVBQ==|>=0.10.0|
postgres-date|1.0.7|MIT|sha512-suDmjLVQg78nMK2UZ454hAG+OAW+HQPZ6n++TNDUX+L0+uUlLywnoxJKDou51Zm+zTCjrCl0Nq6J9C5hP9vK/Q==|>=0.10.0|
postgres-interval|1.2.0|MIT|sha512-9ZhXKM/rw350N1ovuWHbGxnGh/SNJ4cnxHiM0rxE4VN41wsg8P8zWn9hv/buK00RP4WvlOyr/RBDiptyxVbkZQ==|>=0.10.0|xtend@^4.0.0
require-from-string|2.0.2|MIT|sha512-Xf0nWe6RseziFMu+Ap9biiUbmplq6S9/p+7w7YXP/JBHhrUDDUhwa+vANyubuqfZWTveU//DYVGsDG7RKL/vEw==|>=0.10.0|
reusify|1.1.0|MIT|sha512-g6QUff04oZpHs0eG5p83rFLhHeV00ug/Yf9nZM6fLeUrPguBTkTQOdpAWWspMh55TZfVQDPaN3NQJfbVRAxdIw==|>=0.10.0|
robots-parser|3.0.1|MIT|sha512-s+pyvQeIKIZ0dx5iJiQk1tPLJAWln39+MI5jtM8wnyws+G5azk+dMnMX0qfbqNetKKNgcWWOdi0sfm+FbQbgdQ==|>=10.0.0|
scule|1.3.0|MIT|sha512-6FtHJEvt+pVMIB9IBY+IcCJ6Z5f1iQnytgyfKMhDKgmzYG+TeH/wx1y3l27rshSbLiSanrR9ffZDrEsmjlQF2g==||
split2|4.2.0|ISC|sha512-UcjcJOWknrNkF6PLX83qcHM6KHgVKNkV62Y8a5uYDVv9ydGQVwAHMKqHdJje1VTWpljG0WYpCDhrCdAOYH4TWg==|>= 10.x|
strnum|2.5.1|MIT|sha512-UM4nTLWzQiDBseVxUGxN0wJzIk0UU89Qi7pKXz9qISo+lhviJikTuikBsK/oFRlpvYHvSdz0TVoLyQ+sEpYwxA==||anynum@^1.0.1
xml-naming|0.3.0|MIT|sha512-ghig2TBE/H11aOVgmahA3MhimvkBr6JIYknH/Dhdk10nXwdbIqBJsbfMxpvFPG8bAw77gN29aQWvKpmVoPlvPQ==|>=16.0.0|
xtend|4.0.2|MIT|sha512-LKYU1iAXJXUgAXn9URjiu+MWhyUXHsvfp7mcuYm9dSUKK0/CjtrUwFAxD82/mCWbtLsGjFIad0wIsod4zrTAEQ==|>=0.4|
`;
